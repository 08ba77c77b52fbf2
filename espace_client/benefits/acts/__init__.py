"""What care is: families of the law, kinds of care of a contract, acts with their base by date.

`families` are what the Sécurité sociale distinguishes (rate, flat charge); `kinds_of_care` what a
guarantee table distinguishes (which line pays); `act` one act of the nomenclatures, with its base,
basket and limit price through time. `catalogue` finds acts, by `search`, by `groups` and questions,
and has the worked `examples` of the profession. `reading` reads the files of acts (`shipped/`, and
an insurer's own), `table` and `layers` the official ones, which `importing` turns into a table.
"""
