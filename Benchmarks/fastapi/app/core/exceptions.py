class EmailTaken(Exception):
    pass
