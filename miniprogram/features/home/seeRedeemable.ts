import { open } from '../../wechat/navigation'
import { everything } from '../catalogue/looking'
import { wishFor } from '../catalogue/wish'

/** The catalogue, narrowed to what I can redeem now. */
export function seeRedeemable(): void {
  wishFor({ ...everything, redeemable: true })
  open('catalogue')
}
