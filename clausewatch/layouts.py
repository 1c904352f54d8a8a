"""Where a publisher's pages keep the parts of an article."""

from pydantic import BaseModel, ConfigDict


class Layout(BaseModel):
    """One way in which a site writes its pages; each field is a CSS selector (Selectors Level 3), empty where none.

    A publisher has them the newest first, and a page is read by the first that finds an article on it: a site that
    changes its pages gets another layout in front of the old one, which archived pages still need.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    article: str
    """The elements that hold the article's paragraphs, headings, lists and quotations, however deep."""
    standfirst: str = ""
    """What stands between headline and article and belongs to it."""
    leave_out: str = ""
    """What stands in the article's elements and is no part of it."""
    authors: str = ""
    """Elements whose text is the names of those who wrote it, where the page's own description has others or none."""
