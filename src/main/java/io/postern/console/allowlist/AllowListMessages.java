package io.postern.console.allowlist;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** What the dialogs of allow-lists say. */
@MessageBundle("allowlist")
public interface AllowListMessages {
    @Message
    String allowedAddresses();

    @Message
    String enableIpRestrictions();

    @Message
    String entriesHint();

    @Message
    String entry(int number);

    @Message
    String add();

    @Message
    String remove();

    @Message
    String removeEntry(int number);

    @Message
    String notAnAddress();

    @Message
    String addressMissing();

    @Message
    String tooManyAddresses(int most);

    @Message
    String shutOut();

    @Message
    String shutOutYou(String address);

    @Message
    String shutOutCaller(String address, String service, String instant);

    /** Of a service that is gone. */
    @Message
    String shutOutFormer(String address, String instant);

    @Message
    String confirmShutOut();
}
