"""Printed lines on their way to paragraphs: furniture, footnotes, indents, heads and feet in columns."""
