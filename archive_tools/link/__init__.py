"""What all articles say together: order in time, lists and their parts, who is who when two items claim one id.

Pure functions over rows; the catalog asks the questions and the pipeline puts both together.
"""
