package io.htmap.internal.event;

/**
 * HTCondor's way to write where a job was submitted or runs, {@code <ip:port?alias=name>}: its log tools stumble over
 * anything else, so a plain name is dressed up as an address that nobody listens on.
 */
final class Address {
    private static final String NOWHERE = "<127.0.0.1:0";
    private static final String ALIAS = "alias=";
    private static final String NAMED = NOWHERE + "?" + ALIAS;
    private static final int MAX_NAME = 255;

    private Address() {}

    /** Returns the address that stands for a name; an address stands for itself. */
    static String of(String name) {
        if (name.startsWith("<")) {
            return name;
        }
        return name.isEmpty() ? NOWHERE + ">" : NAMED + name.substring(0, Math.min(MAX_NAME, name.length())) + ">";
    }

    /** Returns the name that an address of ours stands for; any other address as it is. */
    static String nameOf(String address) {
        if (address.equals(NOWHERE + ">")) {
            return "";
        }
        boolean ours = address.startsWith(NAMED) && address.endsWith(">");
        return ours ? address.substring(NAMED.length(), address.length() - 1) : address;
    }

    /** Returns the node's name in an address, the whole address if it has none. */
    static String aliasIn(String address) {
        int alias = address.indexOf(ALIAS);
        return alias < 0 ? address : address.substring(alias + ALIAS.length()).split("[&>]", 2)[0];
    }
}
