"""Official nomenclatures (CCAM, NGAP, LPP) turned into one table of acts.

`sheet` reads a file with headings, whatever its separator and letters; `ccam`, `ngap` and `lpp`
say what its columns mean; `merging` adds a later file to an older table. Nothing is left out in
silence: a line is understood, set aside for a reason that is said, or reported with its number.
The headings are those that were published when this was written; none was tried on a real file.
"""
