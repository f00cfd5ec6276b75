package io.htmap.internal.capture;

import java.lang.invoke.MethodType;
import java.lang.invoke.SerializedLambda;
import java.lang.reflect.Method;

/** Adds the types that a function's own declaration shows: what it takes, and what it gives. */
final class DeclaredSignature {
    private final TypeClosure closure;

    DeclaredSignature(TypeClosure closure) {
        this.closure = closure;
    }

    /** Adds what the {@code apply} methods of a class declare. */
    void addInstance(Class<?> functionClass) {
        closure.add(functionClass);
        for (Class<?> type = functionClass; type != null; type = type.getSuperclass()) {
            for (Method method : methodsOf(type)) {
                if (method.getName().equals("apply") && method.getParameterCount() == 1) {
                    closure.addSignature(method);
                }
            }
        }
    }

    /** Adds what a lambda or the method behind a method reference declares. */
    void addLambda(SerializedLambda lambda, SeenClasses seen) {
        try {
            closure.addPackageOf(seen.classOf(lambda, lambda.getCapturingClass()));
            Class<?> owner = seen.classOf(lambda, lambda.getImplClass());
            closure.addPackageOf(owner);
            addDescriptor(lambda.getInstantiatedMethodType(), owner);
            addDescriptor(lambda.getImplMethodSignature(), owner);
            if (lambda.getImplMethodName().equals("<init>")) {
                closure.add(owner);
            }
            for (Method method : methodsOf(owner)) {
                if (isImplementation(method, lambda)) {
                    closure.addSignature(method);
                }
            }
        } catch (ClassNotFoundException | LinkageError | TypeNotPresentException e) {
            // a type that is not here cannot be in an output either
            return;
        }
    }

    private void addDescriptor(String descriptor, Class<?> owner) {
        MethodType type = MethodType.fromMethodDescriptorString(descriptor, owner.getClassLoader());
        closure.add(type.returnType());
        type.parameterList().forEach(closure::add);
    }

    private static boolean isImplementation(Method method, SerializedLambda lambda) {
        return method.getName().equals(lambda.getImplMethodName())
                && MethodType.methodType(method.getReturnType(), method.getParameterTypes())
                        .toMethodDescriptorString()
                        .equals(lambda.getImplMethodSignature());
    }

    private static Method[] methodsOf(Class<?> type) {
        try {
            return type.getDeclaredMethods();
        } catch (LinkageError e) {
            return new Method[0];
        }
    }
}
