"""The spaCy component `language_marker`: which language a document is in, and what is foreign in it."""

from spacy.language import Language
from spacy.tokens import Doc

from nlp.components.languages.marking import blank_out, mark_languages
from nlp.components.languages.markup import find_tags
from nlp.components.languages.telling import ENGLISH


class LanguageMarker:
    """Sets `doc._.language`, and `doc._.readable`: the text with blanks in the place of what is not in English, and of
    the tags of HTML.
    """

    def __call__(self, doc: Doc) -> Doc:
        """One document."""
        text = doc.text
        readable = blank_out(text, find_tags(text))
        marked = mark_languages(readable)
        doc._.language = marked.language
        doc._.readable = blank_out(readable, marked.foreign) if marked.language == ENGLISH else ""
        return doc


@Language.factory("language_marker")
def make_language_marker(nlp: Language, name: str) -> LanguageMarker:
    """A component without settings."""
    del nlp, name
    return LanguageMarker()
