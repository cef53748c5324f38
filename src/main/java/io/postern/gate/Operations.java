package io.postern.gate;

import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Path;
import java.util.HashSet;
import java.util.Set;

/** The {@link OperationTable} of the resources that this server has. */
@Singleton
public final class Operations {
    private final OperationTable table;

    Operations(BeanManager beans) {
        Set<Class<?>> resources = new HashSet<>();
        for (Bean<?> bean : beans.getBeans(Object.class, Any.Literal.INSTANCE)) {
            if (bean.getBeanClass().isAnnotationPresent(Path.class)) {
                resources.add(bean.getBeanClass());
            }
        }
        this.table = OperationTable.of(resources);
    }

    public OperationTable table() {
        return table;
    }
}
