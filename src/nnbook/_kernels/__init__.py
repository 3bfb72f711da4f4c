"""The formulas as floating point wants them, and what they need.

A student reads the modules one floor up, where each formula stands as in the lecture.
Here is what a machine asks for in addition. `activations` and `normal` write the
formulas so that they keep their digits, `rounding` finds what a sum or a square loses,
`blocks` cuts long arrays into pieces that fit into the cache, and `checks` says clearly
what is wrong with an argument. The page *On a real machine* explains why.
"""
