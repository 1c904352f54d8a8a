"""Searches that analysts type, judged by hand: how good is what each store puts first?"""
