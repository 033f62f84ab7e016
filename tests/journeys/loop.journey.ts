import { tellLoop } from './loop'
import { journey } from './road'

journey('from a bound card to a code in the wallet', {}, tellLoop)
