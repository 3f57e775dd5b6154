"""What each page says: view models made of the Plan, their addresses and their phrases."""
