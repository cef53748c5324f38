package io.postern.console.signin;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** What the pages say that come before anybody is signed in. */
@MessageBundle("signin")
public interface SignInMessages {
    @Message
    String title();

    @Message
    String password();

    @Message
    String signIn();

    @Message
    String notKnown();

    @Message
    String notActive();

    @Message
    String tooMany(long seconds);

    @Message
    String setUpTitle();

    @Message
    String setUpIntroduction();

    @Message
    String administrator();

    @Message
    String subscription();

    @Message
    String subscriptionName();

    @Message
    String munchkinId();

    @Message
    String munchkinIdRule();

    @Message
    String timeZone();

    @Message
    String timeZoneHint();

    @Message
    String passwordRule(int shortest, int longest);

    @Message
    String finish();

    @Message
    String setUpUsed();

    @Message
    String setUpUsedHint();
}
