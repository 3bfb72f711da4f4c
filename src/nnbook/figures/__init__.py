"""How a picture is made, for the subjects in `nnbook.plots` and `nnbook.drawing`.

``style`` has the colours and empty panels, ``series`` draws data and notes what it
drew, ``labels`` writes words, ``numbers`` says how numbers look, and ``display`` has
what a page returns: `Figure`, `Table` and `glue`.
"""
