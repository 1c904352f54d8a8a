"""What the searches of Parliament's records ask for: the words by which the debate is found there."""

PARLIAMENT = (
    "end-to-end encryption",
    "encrypted messages",
    "client-side scanning",
    "Online Safety Act",
    "Online Safety Bill",
)

BILLS = ("Online Safety", "Encryption", "Investigatory Powers", "Child Sexual Abuse")
"""Words of titles, which are all that the search of bills looks at."""

INQUIRIES = ("online safety", "encryption", "investigatory powers", "online harms", "child sexual abuse")
"""Words of the names of inquiries."""

DEBATES = ("online safety", "encryption", "investigatory powers", "child sexual abuse")
"""Words of the titles of debates that are about the matter as a whole."""
