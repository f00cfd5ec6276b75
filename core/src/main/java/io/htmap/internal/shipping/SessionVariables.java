package io.htmap.internal.shipping;

import io.htmap.CaptureException;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds the variables of a jshell session that a function uses. They are static fields of generated classes, so they are
 * not captured: on the node they would be zero or null, silently. Follows the calls that the function makes among the
 * classes of the session; what the session's other code reads does not matter.
 */
public final class SessionVariables {
    /** The class around one snippet; its static fields are variables. A class that the user declares is nested in it. */
    private static final Pattern SNIPPET = Pattern.compile("REPL/\\$JShell\\$[0-9]+[A-Z]*");

    private static final String SESSION = "REPL/";

    private final Map<String, ClassFile> classes = new HashMap<>();
    private final Set<ConstantPool.Member> followed = new HashSet<>();
    private final Deque<ConstantPool.Member> open = new ArrayDeque<>();
    private final Set<String> wholeClasses = new HashSet<>();
    private final Set<String> variables = new TreeSet<>();
    private @Nullable ClassLoader loader;

    /** Adds a method that will run on the node. */
    public void addMethod(Class<?> owner, String name, String descriptor) {
        String internalName = owner.getName().replace('.', '/');
        if (internalName.startsWith(SESSION)) {
            loader = owner.getClassLoader();
            follow(new ConstantPool.Member(internalName, name, descriptor));
        }
    }

    /** Adds a class of which an instance will be on the node: any of its methods may run there. */
    public void addInstancesOf(Class<?> type) {
        String internalName = type.getName().replace('.', '/');
        if (internalName.startsWith(SESSION) && !SNIPPET.matcher(internalName).matches()) {
            loader = type.getClassLoader();
            followWhole(internalName);
        }
    }

    /**
     * Refuses the function if it uses variables.
     *
     * @throws CaptureException naming them
     */
    public void refuse() {
        while (!open.isEmpty()) {
            scan(open.remove());
        }
        if (!variables.isEmpty()) {
            throw new CaptureException("the function uses the jshell variable" + (variables.size() > 1 ? "s " : " ")
                    + String.join(", ", variables)
                    + ", which only this session has; pass the value as part of the input, or write the lambda inside a"
                    + " method that takes it as a parameter");
        }
    }

    private void follow(ConstantPool.Member method) {
        if (method.owner().startsWith(SESSION) && followed.add(method)) {
            open.add(method);
        }
    }

    private void followWhole(String owner) {
        if (owner.startsWith(SESSION) && wholeClasses.add(owner)) {
            for (ClassFile.MethodCode method : classFile(owner).methods()) {
                follow(new ConstantPool.Member(owner, method.name(), method.descriptor()));
            }
            classFile(owner).supertypes().forEach(this::followWhole);
        }
    }

    private void scan(ConstantPool.Member method) {
        ClassFile file = classFile(method.owner());
        for (ClassFile.MethodCode candidate : file.methods()) {
            if (candidate.name().equals(method.name()) && candidate.descriptor().equals(method.descriptor())) {
                Instructions.forEach(candidate.code(), at -> scanInstruction(file.pool(), candidate.code(), at));
                return;
            }
        }
        for (String supertype : file.supertypes()) {
            follow(new ConstantPool.Member(supertype, method.name(), method.descriptor()));
        }
    }

    private void scanInstruction(ConstantPool pool, byte[] code, int at) {
        int opcode = Instructions.opcode(code, at);
        if (opcode == Instructions.GETSTATIC || opcode == Instructions.PUTSTATIC) {
            scanField(pool.member(Instructions.constant(code, at)));
        } else if (opcode >= Instructions.INVOKEVIRTUAL && opcode <= Instructions.INVOKEINTERFACE) {
            ConstantPool.Member method = pool.member(Instructions.constant(code, at));
            followInitializer(method.owner());
            follow(method);
        } else if (opcode == Instructions.INVOKEDYNAMIC) {
            pool.methodsGivenTo(Instructions.constant(code, at)).forEach(this::follow);
        } else if (opcode == Instructions.NEW) {
            followWhole(pool.className(Instructions.constant(code, at)));
        }
    }

    private void scanField(ConstantPool.Member field) {
        if (SNIPPET.matcher(field.owner()).matches()) {
            variables.add(field.name());
        } else {
            followInitializer(field.owner());
        }
    }

    /** A static initialiser runs again on the node. */
    private void followInitializer(String owner) {
        follow(new ConstantPool.Member(owner, "<clinit>", "()V"));
    }

    private ClassFile classFile(String internalName) {
        return classes.computeIfAbsent(internalName, name -> {
            try {
                return ClassFile.parse(name, ClassBytes.of(loader, name));
            } catch (IOException e) {
                throw new CaptureException("the class " + name + " of this jshell session cannot be read", e);
            }
        });
    }
}
