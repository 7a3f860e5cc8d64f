"""The sample library: five German articles written for this project about the Geneva meetings of January 2022.

The newspapers and their reporters are invented. What the politicians are said to have done and meant was reported at
the time; longer quotations are paraphrases of ours and say so („sinngemäß“). No sentence comes from a real article.
"""
