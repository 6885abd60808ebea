"""Search without a server: an index in small files that a script on `/tim-kiem/` asks for."""
