package io.postern.access.session;

import java.time.Instant;

/** What comes of an attempt to sign in. */
public sealed interface SignInOutcome {
    /**
     * The person is in.
     *
     * @param sessionId for the browser to keep; {@code toString} hides it
     */
    record SignedIn(String sessionId) implements SignInOutcome {
        @Override
        public String toString() {
            return "SignedIn[…]";
        }
    }

    /** There is no such person, or the password is another one; which of the two is not told. */
    record NotKnown() implements SignInOutcome {}

    /** The password is right, and the person may not come in, because they are disabled or their access has ended. */
    record NotActive() implements SignInOutcome {}

    /** Too many attempts have failed. The next one may be made at an instant. */
    record TooMany(Instant next) implements SignInOutcome {}
}
