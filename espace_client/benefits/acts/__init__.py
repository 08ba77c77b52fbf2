"""What care is: families of the law, kinds of care of a contract, acts with their base by date.

`families` are what the Sécurité sociale distinguishes (rate, flat charge); `kinds_of_care` what a
guarantee table distinguishes (which line pays); `act` one act of the nomenclatures, with its base,
basket and limit price through time; `catalogue` finds them. Data: `shipped/*.yaml`.
"""
