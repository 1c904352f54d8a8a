"""One base spider for each way in which publishers list what is new."""
