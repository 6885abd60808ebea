"""Names of WordprocessingML: where the letters of a .docx stand."""

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_OFF = frozenset({"0", "false", "off", "none"})


def local(node: etree._Element) -> str:
    """The name of an element without its namespace."""
    tag = node.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def val(node: etree._Element | None) -> str:
    """The `w:val` of an element, '' where there is none."""
    return "" if node is None else node.get(W + "val", "")


def child(node: etree._Element | None, name: str) -> etree._Element | None:
    """The first child of that name of WordprocessingML."""
    return None if node is None else node.find(W + name)


def child_val(node: etree._Element | None, name: str) -> str:
    """The `w:val` of the first child of that name."""
    return val(child(node, name))


def is_on(node: etree._Element) -> bool:
    """Whether a switch is on: without a value it is."""
    return val(node).lower() not in _OFF


def number(text: str, default: int = 0) -> int:
    """A whole number as Word writes it, `default` for anything else."""
    try:
        return int(float(text))
    except (ValueError, OverflowError):
        return default
