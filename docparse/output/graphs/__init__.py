"""The graph in formats that other programs read. Each is written as it is read, a piece at a time, always the same
bytes for the same store; texts of documents are hostile and are escaped the way each format wants it."""
