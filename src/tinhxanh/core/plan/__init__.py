"""Reading administrative documents: source -> canonical text -> outline -> facts.

Stages, each a pure function that states what it reads and what it writes:

    exchange.documents.load(path)      file                -> source.SourceDocument
    canonical.compose(source)          SourceDocument      -> canonical.Canonical
    outline.build(canonical)           Canonical           -> outline.Outline
    gathering.gather(canonical, …)     Canonical, Outline  -> facts.Facts
    judging.judge(reading, known)      Reading, Knowledge  -> Reading with the warnings of what is beside it

The stages and what they hand on stand here. Families of one subject have folders of their own: `lines`
(printed lines), `grids` (tables found and cut), `naming` (agencies), `times`, `citing` (instruments),
`aiming` (numbers to reach), `checks`.
"""
