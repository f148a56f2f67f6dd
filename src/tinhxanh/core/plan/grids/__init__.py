"""Tables before they are understood: found in lines, cut into rows and cells, or given by the format."""
