{"id": "a1", "title": "Harbour open", "text": "Ships may sail again.", "date": "2023-02-24"}
{"id": "a2", "title": "Café shut", "text": "The owner has gone to sea.", "date": "2023-02-25"}
