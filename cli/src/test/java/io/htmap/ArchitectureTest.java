package io.htmap;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasModifiers.Predicates.modifier;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.stream.Stream;

/** Who may know whom: the modules of the house, and what is public. */
@AnalyzeClasses(packages = "io.htmap", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String[] OUTSIDE_CORE = {
        "io.htmap.cli..", "io.htmap.condor..", "io.htmap.examples..", "io.htmap.testkit.."
    };

    @ArchTest
    static final ArchRule RUNTIME_KNOWS_ONLY_JAVA = classes()
            .that()
            .resideInAPackage("io.htmap.runtime..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("io.htmap.runtime..", "java..", "sun.misc..");

    @ArchTest
    static final ArchRule CORE_KNOWS_NEITHER_SCHEDULERS_NOR_PROGRAMS = noClasses()
            .that()
            .resideOutsideOfPackages(OUTSIDE_CORE)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(OUTSIDE_CORE);

    @ArchTest
    static final ArchRule TESTKIT_KNOWS_ONLY_THE_RUNTIME = classes()
            .that()
            .resideInAPackage("io.htmap.testkit..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("io.htmap.testkit..", "io.htmap.runtime..", "java..", "jdk.jfr..", "org.jspecify..");

    @ArchTest
    static final ArchRule NOTHING_KNOWS_THE_COMMAND_LINE = noClasses()
            .that()
            .resideOutsideOfPackage("io.htmap.cli..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.htmap.cli..");

    @ArchTest
    static final ArchRule PROGRAMS_USE_THE_PUBLIC_INTERFACE = noClasses()
            .that()
            .resideInAPackage("io.htmap.examples..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("..internal..");

    @ArchTest
    static final ArchRule INTERNALS_ARE_IN_NO_PUBLIC_SIGNATURE = methods()
            .that()
            .arePublic()
            .and()
            .areDeclaredInClassesThat(publicInterface())
            .should(notShowInternals());

    /** Not the scheduler's side: it works on map directories, so it shows them on purpose. */
    private static DescribedPredicate<JavaClass> publicInterface() {
        return resideInAnyPackage("io.htmap", "io.htmap.runtime", "io.htmap.testkit")
                .and(modifier(JavaModifier.PUBLIC));
    }

    private static ArchCondition<JavaMethod> notShowInternals() {
        return new ArchCondition<>("not show classes of internal packages") {
            @Override
            public void check(JavaMethod method, ConditionEvents events) {
                Stream.concat(Stream.of(method.getReturnType()), method.getParameterTypes().stream())
                        .flatMap(type -> type.getAllInvolvedRawTypes().stream())
                        .filter(type -> type.getPackageName().contains(".internal"))
                        .forEach(type -> events.add(SimpleConditionEvent.violated(
                                method, method.getFullName() + " shows " + type.getName())));
            }
        };
    }
}
