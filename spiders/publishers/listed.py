"""The publishers of the YAML list that the setting `publishers_file` names."""

from clausewatch.settings import load_settings
from spiders.listed import read_listed

globals().update({entry.name: entry.make_spider(__name__) for entry in read_listed(load_settings().publishers_file)})
