// UsersAPI
