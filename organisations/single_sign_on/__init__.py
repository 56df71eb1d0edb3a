"""Signing in with the account of the own school, by OpenID Connect: one provider per board, set up by its admin.

`claims` judges what a provider says about a person, `tokens` whether it is really the provider that says so, `provider`
fits both into allauth, and `pending` keeps somebody new in the session until they have confirmed their address.
"""
