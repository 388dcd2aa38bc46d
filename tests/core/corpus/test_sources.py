from colabert_core.corpus.sources import PUBLICATIONS, cited


def test_seventeen_publications_are_in_domain_and_six_are_not():
    assert len(PUBLICATIONS) == 23
    assert sum(publication.in_domain for publication in PUBLICATIONS.values()) == 17


def test_every_publication_is_told_with_authors_year_and_title():
    for code, publication in PUBLICATIONS.items():
        assert publication.code == code
        assert 1960 < publication.year < 2019
        assert publication.authors
        assert publication.title


def test_a_publication_is_cited_by_authors_and_year():
    assert cited("r-67") == "Ross (1967)"
    assert cited("sgww85") == "Sag et al. (1985)"


def test_a_code_that_is_not_known_is_cited_as_it_stands():
    assert cited("xyz-99") == "xyz-99"


def test_every_source_of_the_real_cola_is_known_and_in_its_domain(cola):
    in_domain = cola.table[cola.table["split"] != "out_of_domain_dev"]
    out_of_domain = cola.table[cola.table["split"] == "out_of_domain_dev"]
    assert set(in_domain["source"]) == {code for code, found in PUBLICATIONS.items() if found.in_domain}
    assert set(out_of_domain["source"]) == {
        code for code, found in PUBLICATIONS.items() if not found.in_domain
    }
