"""What the searches of Parliament's records ask for: the words by which the debate is found there."""

PARLIAMENT = (
    "end-to-end encryption",
    "encrypted messages",
    "client-side scanning",
    "Online Safety Act",
    "Online Safety Bill",
)
