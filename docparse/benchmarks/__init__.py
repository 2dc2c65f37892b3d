"""What docparse costs with many documents: generated ones are put into a store and asked about."""
