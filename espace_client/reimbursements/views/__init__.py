"""« Combien me sera remboursé ? », for members and, with a sample contract, for visitors."""
