"""The words of official documents themselves, as statements of the speaker that the record names."""
