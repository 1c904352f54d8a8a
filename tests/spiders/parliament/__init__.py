"""Parliament's APIs: what they take, a local copy of them, and all that our spiders ask of them."""
