"""Papers in the layout of Nghị định 30/2020/NĐ-CP: one marked-up source, five file formats."""
