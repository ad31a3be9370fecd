package org.sallyport.server.main;

import java.util.Locale;

/// What the demo says at its start.
final class DemoWelcome {
    private DemoWelcome() {}

    static String text(DemoDescription demo, boolean passing) {
        var text = new StringBuilder("""

                Olive & Pine (olive.example): a demo of Sallyport

                  Pages   %s
                  Verify  %s   (what a mail server asks)
                  Dovecot %s:%d   (the same for Postfix and Exim)
                  LDAP    %s and %s   (suffix %s)
                  Data    %s%s
                  Mail    %s   (also told here)

                Who is there
                """.formatted(
                        demo.web().url(),
                        demo.verify().url(),
                        demo.dovecot().host(),
                        demo.dovecot().port(),
                        demo.ldap().url(),
                        demo.ldap().tlsUrl(),
                        demo.ldap().suffix(),
                        demo.folders().data(),
                        passing ? "   (goes when the demo stops; --data DIR keeps it)" : "",
                        demo.folders().outbox()));
        for (var person : demo.accounts()) {
            text.append(String.format(
                    Locale.ROOT, "  %-20s  password  %-28s  %s%n", person.user(), person.password(), about(person)));
        }
        return text.append(threeThings(demo)).toString();
    }

    private static String about(DemoDescription.Person person) {
        var mfa =
                person.mfa().equals("required") ? "MFA required, nothing set up yet; reads Greek" : "MFA not required";
        return person.role().equals("person") ? mfa : person.role() + "; " + mfa;
    }

    private static String threeThings(DemoDescription demo) {
        var eleni = demo.accounts().getFirst();
        var maria = demo.accounts().getLast();
        return """

                Three things to try
                  1. Open %s, sign in as %s, choose "Ρύθμιση τώρα" (Set it up now)
                     and take the app password with you. The code by mail is told here.
                  2. Ask whether an app password opens her mail:
                     curl -i %s \\
                       -H 'Authorization: Bearer %s' \\
                       -H 'Content-Type: application/json' \\
                       -d '{"user":"%s","password":"HER APP PASSWORD","protocol":"imap"}'
                  3. See what an operator sees, then sign in as %s and open %s/admin:
                     ./sallyport account list --data %s

                """.formatted(
                        demo.web().url(),
                        eleni.user(),
                        demo.verify().url(),
                        demo.verify().token(),
                        eleni.user(),
                        maria.user(),
                        demo.web().url(),
                        demo.folders().data());
    }
}
