"""Walking a YAML document by its nodes, because only nodes know their line and column."""

from collections.abc import Callable
from dataclasses import dataclass

import yaml
from django.utils.translation import gettext as _
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from espace_client.portfolio.anomalies import AboutFile, Refused, shown, visible


@dataclass(frozen=True, slots=True)
class Document:
    """One YAML file being read; what is wrong is said with its line and column."""

    about: AboutFile

    def root(self, content: str) -> Node | None:
        """The document, or None when it is no YAML."""
        try:
            node = yaml.compose(content, Loader=yaml.SafeLoader)
        except yaml.MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            self.about.block(
                _("Ce fichier n’est pas du YAML valide."),
                _("Regardez les guillemets, les deux-points et les retraits de cette ligne."),
                line=mark.line + 1 if mark else None,
                position=mark.column + 1 if mark else None,
            )
            return None
        except (yaml.YAMLError, RecursionError):
            self.about.block(
                _("Ce fichier n’est pas du YAML valide."),
                _("Retirez les caractères invisibles, ou écrivez-le de nouveau."),
            )
            return None
        if node is None:
            self.about.block(_("Ce fichier est vide."), _("Décrivez un produit, ou retirez-le."))
        return node

    def fields(
        self, node: Node, *, obligatory: tuple[str, ...], optional: tuple[str, ...] = ()
    ) -> dict[str, Node]:
        """The entries of a mapping, by key. Unknown, double and missing keys are said."""
        if not isinstance(node, MappingNode):
            self.wrong(node, "", _("Des clés sont attendues ici."), ", ".join(obligatory))
            return {}
        found: dict[str, Node] = {}
        for key, value in node.value:
            name = str(key.value)
            if name not in (*obligatory, *optional):
                accepted = _("Les clés sont %s.") % ", ".join((*obligatory, *optional))
                self.wrong(key, visible(name), _("Cette clé est inconnue."), accepted)
            elif name in found:
                self.wrong(key, name, _("Cette clé est en double."), _("Gardez-en une seule."))
            else:
                found[name] = value
        for name in obligatory:
            if name not in found:
                self.wrong(node, name, _("Cette clé manque."), _("Ajoutez-la."))
        return found

    def entries(self, fields: dict[str, Node], key: str) -> list[Node]:
        """The entries of a list."""
        node = fields.get(key)
        if isinstance(node, SequenceNode) and node.value:
            return node.value
        if node is not None:
            problem = _("Une liste est attendue ici.")
            self.wrong(node, key, problem, _("Commencez chaque élément par un tiret."))
        return []

    def value[T](
        self, fields: dict[str, Node], key: str, read: Callable[[str], T], *, empty: T
    ) -> T:
        """One scalar, read as a cell of a CSV file would be; *empty* when it is absent or wrong."""
        node = fields.get(key)
        if node is None:
            return empty
        if not isinstance(node, ScalarNode):
            problem = _("Une seule valeur est attendue ici.")
            self.wrong(node, key, problem, _("Écrivez-la sur la ligne de la clé."))
            return empty
        try:
            return read(node.value)
        except Refused as refusal:
            self.wrong(node, key, refusal.problem, refusal.remedy, node.value)
            return empty

    def wrong(
        self,
        node: Node,
        key: str,
        problem: str,
        remedy: str,
        value: str = "",
        *,
        further: int = 0,
    ) -> None:
        """Block, at *node*, or *further* characters into it."""
        quote = 1 if isinstance(node, ScalarNode) and node.style in ("'", '"') and further else 0
        self.about.block(
            problem,
            remedy,
            line=node.start_mark.line + 1,
            position=node.start_mark.column + 1 + quote + further,
            column=key,
            value=shown(value),
        )

    def doubt(self, node: Node, key: str, problem: str, remedy: str, value: str = "") -> None:
        """Ask somebody to look at *node*."""
        self.about.doubt(
            problem,
            remedy,
            line=node.start_mark.line + 1,
            position=node.start_mark.column + 1,
            column=key,
            value=shown(value),
        )
