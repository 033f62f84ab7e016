export { findOperator } from './findOperator'
export { createOperator, disableOperator, renewOperator } from './manageOperators'
export { operatorsRoutes } from './operators.routes'
export { allOperators, type Operator } from './operators.store'
