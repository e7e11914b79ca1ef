"""Who gets in where among the pages of accounts; see tests/enrollment/test_gates.py."""

# Allauth's pages: anonymous and signed in. The passkey {key} belongs to another user.
ACCOUNT = """
                                               anonymous signed in
/accounts/login/                               200       302
/accounts/logout/                              302       200/302
/accounts/inactive/                            200/405   200/405
/accounts/signup/                              200       302
/accounts/reauthenticate/                      login     200
/accounts/email/                               login     200/302
/accounts/confirm-email/                       200       200
/accounts/confirm-email/made-up/               200/404   200/404
/accounts/password/change/                     login     200
/accounts/password/set/                        login     302
/accounts/password/reset/                      200       200
/accounts/password/reset/done/                 200/405   200/405
/accounts/password/reset/key/1-made-up/        200       200
/accounts/password/reset/key/done/             200/405   200/405
/accounts/login/code/confirm/                  302       302
/accounts/sessions/                            login     200/404
/accounts/two-step/                            login     200/302
/accounts/feide/login/                         404       404
/accounts/feide/callback/                      404       404
/accounts/3rdparty/                            404       404
/accounts/2fa/                                 login     200/405
/accounts/2fa/authenticate/                    302       302
/accounts/2fa/reauthenticate/                  login     302
/accounts/2fa/totp/activate/                   login     200
/accounts/2fa/totp/deactivate/                 login     404
/accounts/2fa/recovery-codes/                  login     404/405
/accounts/2fa/recovery-codes/generate/         login     200
/accounts/2fa/recovery-codes/download/         login     404
/accounts/2fa/webauthn/                        login     200/405
/accounts/2fa/webauthn/add/                    login     200
/accounts/2fa/webauthn/reauthenticate/         login     302
/accounts/2fa/webauthn/keys/{key}/remove/      login     404
/accounts/2fa/webauthn/keys/{key}/edit/        login     404
/accounts/2fa/webauthn/login/                  302       302
"""
