package org.sallyport.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.List;

/// The package names of the product, and what "sees" means between them.
final class Packages {
    static final String ALL = "org.sallyport..";
    static final String CORE = "org.sallyport.core..";
    static final String SERVER = "org.sallyport.server..";
    static final String MAIN = "org.sallyport.server.main..";
    static final String CONFIG = "org.sallyport.server.config..";
    static final String LISTENER_SEAM = "org.sallyport.server.listener";
    static final String OUTWARD = "org.sallyport.server.outward..";
    static final String WIRE = "org.sallyport.server.wire..";
    static final String WEB = "org.sallyport.server.web..";
    static final String SQL_STORE = "org.sallyport.server.store.sql..";

    private Packages() {}

    static DescribedPredicate<JavaClass> serverClassesBut(String... packages) {
        return resideInAPackage(SERVER)
                .and(DescribedPredicate.not(resideInAnyPackage(packages)))
                .as("belong to the server outside " + List.of(packages));
    }

    /// For `<root>.<protocol>..`: sees its own folder, its root, the listener seam, the configuration, the codec of
    /// its own protocol, that of SASL, which several protocols carry, and what else is named.
    static ArchCondition<JavaClass> seeOnlyTheSeamAndTheirOwnProtocol(String root, String... more) {
        return new ArchCondition<>("see only the listener seam, the configuration and their own protocol") {
            @Override
            public void check(JavaClass from, ConditionEvents events) {
                DescribedPredicate<JavaClass> allowed = resideInAnyPackage(allowedFor(from, root))
                        .or(resideInAnyPackage(more))
                        .or(DescribedPredicate.not(resideInAPackage(SERVER)));
                for (Dependency dependency : from.getDirectDependenciesFromSelf()) {
                    if (!allowed.test(dependency.getTargetClass())) {
                        events.add(SimpleConditionEvent.violated(dependency, dependency.getDescription()));
                    }
                }
            }
        };
    }

    private static String[] allowedFor(JavaClass from, String root) {
        String below = from.getPackageName().substring(root.length());
        String protocol = below.isEmpty() ? "" : below.substring(1).split("\\.", 2)[0];
        String own = protocol.isEmpty() ? root : root + "." + protocol + "..";
        String codec = protocol.isEmpty() ? "sasl" : protocol;
        return new String[] {
            own,
            root,
            LISTENER_SEAM,
            CONFIG,
            "org.sallyport.server.wire." + codec + "..",
            "org.sallyport.server.wire.sasl.."
        };
    }
}
