"""`{% url %}` and `{% translate %}` of a constant, worked out once for each process.

A page has thirty addresses and forty sentences that are the same on each page, in the menu and at
the foot; working them out anew was a quarter of what it cost (docs/speed.md). The settings name
this module after Django's own tags, so that templates are written as ever.
"""

from typing import Any

from django import template
from django.template.base import FilterExpression, Node, Parser, Token
from django.template.context import Context
from django.template.defaulttags import URLNode
from django.template.defaulttags import url as url_of_django
from django.templatetags.i18n import TranslateNode, do_translate
from django.utils.translation import get_language

register = template.Library()


class Kept(Node):
    """What *node* says, the same whatever the page: asked once in each language. Our pages stand
    at the root of their site, as their cookies ask: an address does not depend on the request."""

    def __init__(self, node: Node) -> None:
        self.node = node
        self._said: dict[str | None, Any] = {}

    def render(self, context: Context) -> Any:
        language = get_language()
        if language not in self._said:
            self._said[language] = self.node.render(context)
        return self._said[language]


@register.tag
def url(parser: Parser, token: Token) -> Node:
    """The address of a page."""
    node = url_of_django(parser, token)
    given = [node.view_name, *node.args, *node.kwargs.values()]
    return Kept(node) if _is_constant(node, *given) else node


@register.tag
def translate(parser: Parser, token: Token) -> Node:
    """A sentence in the language of the page."""
    node = do_translate(parser, token)
    return Kept(node) if _is_constant(node, node.filter_expression) else node


def _is_constant(node: URLNode | TranslateNode, *given: FilterExpression) -> bool:
    """Whether *node* says something, and nothing of it comes from the page."""
    if node.asvar or getattr(node, "message_context", None):
        return False
    return all(not one.filters and _is_written(one.var) for one in given)


def _is_written(value: Any) -> bool:
    return isinstance(value, str) or (value is not None and value.literal is not None)
