"""Administrative documents out: .docx in the layout of Nghị định 30/2020/NĐ-CP, and PDF of it."""
