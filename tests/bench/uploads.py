"""Files as the one upload handler gives them to a view."""

from espace_client.documents.uploading import EncipheringHandler, GivenFile


def uploaded(name: str, content: bytes) -> GivenFile:
    """As the handler gives it to a view."""
    handler = EncipheringHandler()
    handler.new_file("files", name, "application/octet-stream", None)
    for start in range(0, len(content), handler.chunk_size):
        handler.receive_data_chunk(content[start : start + handler.chunk_size], start)
    made = handler.file_complete(len(content))
    assert isinstance(made, GivenFile)
    return made
