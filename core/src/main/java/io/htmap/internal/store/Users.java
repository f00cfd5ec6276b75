package io.htmap.internal.store;

import com.sun.security.auth.module.UnixSystem;

/** Who this process is. */
public final class Users {
    private Users() {}

    /** Returns the numeric user id of this process. */
    public static int me() {
        return (int) new UnixSystem().getUid();
    }
}
