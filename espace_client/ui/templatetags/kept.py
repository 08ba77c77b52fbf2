"""What is the same on many pages, worked out once for each process.

A page has thirty addresses and forty sentences that are the same on each page, in the menu and at
the foot; working them out anew was a quarter of what it cost (docs/speed.md). `{% url %}` and
`{% translate %}` of a constant are kept by themselves: the settings name this module after Django's
own tags, so that templates are written as ever. `{% once %}` keeps a whole part.
"""

from collections.abc import Sequence
from typing import Any

from django import template
from django.conf import settings
from django.template import TemplateSyntaxError
from django.template.base import FilterExpression, Node, NodeList, Parser, Token
from django.template.context import Context
from django.template.defaulttags import URLNode
from django.template.defaulttags import url as url_of_django
from django.templatetags.i18n import TranslateNode, do_translate
from django.utils.translation import get_language

from espace_client.kernel.insurer import Insurer

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


class Once(Node):
    """A part of a page that differs by a few plain values alone. It is written with nothing else at
    hand, so that nothing of one person can be kept and shown to another."""

    child_nodelists = ("nodelist",)

    def __init__(self, nodelist: NodeList, names: Sequence[str]) -> None:
        self.nodelist, self.names = nodelist, names
        self._said: dict[tuple[object, ...], str] = {}
        self._insurer: Insurer | None = None

    def render(self, context: Context) -> str:
        if self._insurer is not settings.INSURER:  # a test has another one
            self._insurer, self._said = settings.INSURER, {}
        values = [context.get(name, "") for name in self.names]
        key = (get_language(), *values)
        if key not in self._said:
            self._said[key] = self._written(context, values)
        return self._said[key]

    def _written(self, context: Context, values: Sequence[object]) -> str:
        if not all(isinstance(value, str | bool) for value in values):
            raise TypeError(f"{{% once %}} takes plain values: {self.names}")
        alone = context.new(dict(zip(self.names, values, strict=True)))
        alone["insurer"] = settings.INSURER
        return self.nodelist.render(alone)


@register.tag
def once(parser: Parser, token: Token) -> Node:
    """`{% once place %}…{% endonce %}`: what stands there is written once for each `place`."""
    names = token.split_contents()[1:]
    if not all(name.isidentifier() for name in names):
        raise TemplateSyntaxError("{% once %} takes names of the page")
    nodelist = parser.parse(["endonce"])
    parser.delete_first_token()
    return Once(nodelist, names)


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
