import { points } from '../../../shared/values/points'
import { benefitsCsv } from '../../../tests/support/catalogueFiles'
