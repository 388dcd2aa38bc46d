"""The 23 publications that CoLA's sentences come from (the README of cola_public_1.1)."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Publication:
    """A publication; `in_domain` ones are in the training part too."""

    code: str
    authors: str
    year: int
    title: str
    in_domain: bool

    @property
    def short(self) -> str:
        """Authors and year, as a linguist cites them."""
        return f"{self.authors} ({self.year})"


_IN_DOMAIN = (
    ("ad03", "Adger", 2003, "Core Syntax"),
    ("b_73", "Bresnan", 1973, "Syntax of the Comparative Clause Construction in English"),
    ("b_82", "Baltin", 1982, "A Landing Site Theory of Movement Rules"),
    ("bc01", "Baltin and Collins", 2001, "Handbook of Contemporary Syntactic Theory"),
    ("c_13", "Carnie", 2013, "Syntax: A Generative Introduction"),
    ("cj99", "Culicover and Jackendoff", 1999, "The View from the Periphery"),
    ("d_98", "Dayal", 1998, "Any as Inherently Modal"),
    ("g_81", "Gazdar", 1981, "Unbounded Dependencies and Coordinate Structure"),
    ("gj04", "Goldberg and Jackendoff", 2004, "The English Resultative as a Family of Constructions"),
    ("kl93", "Kadmon and Landman", 1993, "Any"),
    ("ks08", "Kim and Sells", 2008, "English Syntax: An Introduction"),
    ("l-93", "Levin", 1993, "English Verb Classes and Alternations"),
    ("m_02", "Miller", 2002, "An Introduction to English Syntax"),
    ("r-67", "Ross", 1967, "Constraints on Variables in Syntax"),
    ("rhl07", "Rappaport Hovav and Levin", 2008, "The English Dative Alternation"),
    ("sgww85", "Sag et al.", 1985, "Coordination and How to Distinguish Categories"),
    ("sks13", "Sportiche et al.", 2013, "An Introduction to Syntactic Analysis and Theory"),
)
_OUT_OF_DOMAIN = (
    ("c-05", "Collins", 2005, "A Smuggling Approach to the Passive in English"),
    ("clc95", "Chung et al.", 1995, "Sluicing and Logical Form"),
    ("j_71", "Jackendoff", 1971, "Gapping and Related Rules"),
    ("s_97", "Sag", 1997, "English Relative Clause Constructions"),
    ("swb04", "Sag et al.", 1999, "Syntactic Theory: A Formal Introduction"),
    ("w_80", "Williams", 1980, "Predication"),
)
PUBLICATIONS = {
    code: Publication(code, authors, year, title, in_domain)
    for rows, in_domain in ((_IN_DOMAIN, True), (_OUT_OF_DOMAIN, False))
    for code, authors, year, title in rows
}


def cited(code: str) -> str:
    """Authors and year: "Adger (2003)" for ad03; the code itself if it is not one of CoLA's."""
    publication = PUBLICATIONS.get(code)
    return publication.short if publication else code
