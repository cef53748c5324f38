package io.postern.access.user;

import java.util.regex.Pattern;

/**
 * What a login must look like: local part, at sign, domain with at least one dot. It need not be a mailbox.
 *
 * <p>Source: the expression published for Adobe's user management API, without its slip on the first character.
 */
public final class EmailAddress {
    private static final int LONGEST = 255;
    private static final Pattern FORM = Pattern.compile(
            "[\\w.!#$%&'*+/=?^`{|}~-]+" + "@(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\\.)+[A-Za-z]{2,63}");

    private EmailAddress() {}

    public static boolean isValid(String text) {
        return text.length() <= LONGEST && FORM.matcher(text).matches();
    }
}
