package io.htmap.internal.capture;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The types of the JDK that may stand in any output: values and collections, none that acts when it is read. */
final class JdkTypes {
    private static final List<String> JDK_PREFIXES = List.of(
            "java.",
            "javax.",
            "jdk.",
            "sun.",
            "com.sun.",
            "netscape.javascript.",
            "org.ietf.jgss.",
            "org.w3c.dom.",
            "org.xml.sax.");

    /** Packages of the library whose classes have no business in an output. */
    private static final List<String> LIBRARY_PREFIXES = List.of("io.htmap.internal.", "io.htmap.runtime.internal.");

    private static final Set<String> VALUES = new HashSet<>();

    static {
        add(
                "java.lang.",
                "Object Record Boolean Byte Character Short Integer Long Float Double Number String Enum"
                        + " StackTraceElement StringBuffer StringBuilder");
        add("java.io.", "File Serializable");
        add("java.math.", "BigInteger BigDecimal MathContext RoundingMode");
        add("java.net.", "URI");
        add(
                "java.time.",
                "Ser DayOfWeek Duration Instant LocalDate LocalDateTime LocalTime Month MonthDay OffsetDateTime"
                        + " OffsetTime Period Year YearMonth ZonedDateTime ZoneId ZoneOffset ZoneRegion");
        add("java.time.temporal.", "ChronoUnit ChronoField");
        add("java.time.chrono.", "Ser");
        add("java.util.", "BitSet CollSer Currency Date Locale UUID");
        add("java.util.", "Calendar GregorianCalendar TimeZone SimpleTimeZone regex.Pattern");
        add("sun.util.calendar.", "ZoneInfo");
        add("java.sql.", "Date Time Timestamp");
        add(
                "java.util.",
                "AbstractCollection AbstractList AbstractMap AbstractMap$SimpleEntry AbstractMap$SimpleImmutableEntry"
                        + " AbstractSequentialList AbstractSet ArrayDeque ArrayList Arrays$ArrayList EnumMap"
                        + " EnumSet EnumSet$SerializationProxy HashMap HashSet Hashtable IdentityHashMap"
                        + " KeyValueHolder LinkedHashMap LinkedHashSet LinkedList PriorityQueue Properties Stack TreeMap TreeSet"
                        + " Vector");
        add("java.util.", "TreeMap$NavigableSubMap TreeMap$AscendingSubMap TreeMap$DescendingSubMap");
        // what HashMap, HashSet and others name when they announce the size of their tables
        add("java.util.", "Collection Comparator List Map Map$Entry Set SortedMap SortedSet NavigableMap");
        addCollectionsWrappers();
        add("java.util.Collections$", "ReverseComparator ReverseComparator2 CopiesList SetFromMap");
        add("java.lang.", "String$CaseInsensitiveComparator Comparable CharSequence");
        add("java.util.", "Comparators$NaturalOrderComparator");
        add(
                "java.util.concurrent.",
                "ConcurrentHashMap ConcurrentHashMap$Segment ConcurrentLinkedDeque ConcurrentLinkedQueue"
                        + " ConcurrentSkipListMap ConcurrentSkipListSet CopyOnWriteArrayList CopyOnWriteArraySet"
                        + " TimeUnit");
        add("java.util.concurrent.", "ArrayBlockingQueue LinkedBlockingQueue LinkedBlockingDeque LinkedTransferQueue");
        add("java.util.concurrent.", "PriorityBlockingQueue");
        // the queues' locks are locks too; the empty segments of a ConcurrentHashMap are locks
        add(
                "java.util.concurrent.locks.",
                "AbstractOwnableSynchronizer AbstractQueuedSynchronizer"
                        + " AbstractQueuedSynchronizer$ConditionObject ReentrantLock ReentrantLock$FairSync"
                        + " ReentrantLock$NonfairSync ReentrantLock$Sync");
        add("java.util.concurrent.atomic.", "AtomicBoolean AtomicInteger AtomicLong AtomicReference");
        add("java.util.concurrent.atomic.", "AtomicIntegerArray AtomicLongArray DoubleAdder$SerializationProxy");
        add("java.util.concurrent.atomic.", "LongAdder$SerializationProxy");
        add("java.util.", "DoubleSummaryStatistics IntSummaryStatistics LongSummaryStatistics");
        addExceptions();
    }

    private JdkTypes() {}

    private static void add(String prefix, String names) {
        for (String name : names.split(" ")) {
            VALUES.add(prefix + name);
        }
    }

    /** A function may return what went wrong, and its own exceptions extend these. */
    private static void addExceptions() {
        add(
                "java.lang.",
                "Throwable Exception RuntimeException Error ArithmeticException ArrayIndexOutOfBoundsException");
        add("java.lang.", "AssertionError ClassCastException IllegalArgumentException IllegalStateException");
        add("java.lang.", "IndexOutOfBoundsException InterruptedException NegativeArraySizeException");
        add("java.lang.", "NullPointerException NumberFormatException OutOfMemoryError StackOverflowError");
        add("java.lang.", "StringIndexOutOfBoundsException UnsupportedOperationException VirtualMachineError");
        add("java.io.", "EOFException FileNotFoundException IOException UncheckedIOException");
        add("java.util.", "ConcurrentModificationException InputMismatchException NoSuchElementException");
        add("java.util.concurrent.", "CancellationException ExecutionException TimeoutException");
    }

    private static void addCollectionsWrappers() {
        for (String kind :
                "Collection Set SortedSet NavigableSet List RandomAccessList Map SortedMap NavigableMap".split(" ")) {
            add("java.util.Collections$Unmodifiable", kind);
            add("java.util.Collections$Synchronized", kind);
            add("java.util.Collections$Checked", kind);
        }
        add("java.util.Collections$", "EmptyList EmptyMap EmptySet SingletonList SingletonMap SingletonSet");
        add("java.util.Collections$", "UnmodifiableMap$UnmodifiableEntrySet UnmodifiableSequencedCollection");
        add("java.util.Collections$", "UnmodifiableSequencedSet UnmodifiableSequencedMap");
        add("java.util.Collections$", "UnmodifiableNavigableMap$EmptyNavigableMap");
        add("java.util.Collections$", "UnmodifiableNavigableSet$EmptyNavigableSet");
    }

    /** Returns whether a class is a value or a collection of the JDK that any output may hold. */
    static boolean isValue(String className) {
        return VALUES.contains(className);
    }

    /** Returns whether a class belongs to the Java platform, by its name. */
    static boolean isJdk(String className) {
        return JDK_PREFIXES.stream().anyMatch(className::startsWith);
    }

    /** Returns whether no map may allow a class: it is the platform's, or the library's own inside. */
    static boolean isReserved(String className) {
        return isJdk(className) || LIBRARY_PREFIXES.stream().anyMatch(className::startsWith);
    }
}
