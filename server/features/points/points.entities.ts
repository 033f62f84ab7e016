import { Column, Entity, Index, PrimaryColumn } from 'typeorm'

/** The balance of one cardholder: always the sum of their lots, and of their entries. */
@Entity('account')
@Index('account_owing', ['debt', 'cardholder_id'])
export class AccountRow {
  @PrimaryColumn({ type: 'varchar', length: 26 }) cardholder_id!: string
  @Column({ type: 'varchar', length: 32 }) programme_id!: string
  @Column({ type: 'bigint' }) pending!: string | number
  @Column({ type: 'bigint' }) available!: string | number
  @Column({ type: 'bigint' }) held!: string | number
  @Column({ type: 'bigint' }) debt!: string | number
  /** Grows with every posting. */
  @Column({ type: 'bigint' }) version!: string | number
  @Column({ type: 'datetime', precision: 3 }) opened_at!: Date | string
  /** The moment of the first purchase that earned anything. */
  @Column({ type: 'datetime', precision: 3, nullable: true }) first_earned_at!: Date | string | null
  /** What purchases came to under the caps, as JSON: see CapUse. */
  @Column({ type: 'text', nullable: true }) cap_use!: string | null
  /** When the first of the cards that are bound now was bound. Read under the lock that every redemption takes anyway. */
  @Column({ type: 'datetime', precision: 3, nullable: true }) bound_since!: Date | string | null
}

/**
 * The points of one purchase, by where they are now. `earned` is the sum of all other amounts.
 */
@Entity('lot')
@Index('lot_due', ['programme_id', 'due_on'])
export class LotRow {
  @PrimaryColumn({ type: 'varchar', length: 26 }) cardholder_id!: string
  @PrimaryColumn({ type: 'varchar', length: 26 }) lot_id!: string
  @Column({ type: 'varchar', length: 32 }) programme_id!: string
  @Column({ type: 'varchar', length: 26 }) card_id!: string
  /** The bank's transaction id of the purchase. */
  @Column({ type: 'varchar', length: 64 }) source!: string
  @Column({ type: 'bigint' }) earned!: string | number
  @Column({ type: 'bigint' }) pending!: string | number
  @Column({ type: 'bigint' }) available!: string | number
  @Column({ type: 'bigint' }) held!: string | number
  @Column({ type: 'bigint' }) redeemed!: string | number
  @Column({ type: 'bigint' }) expired!: string | number
  /** Taken back because a purchase was refunded, this lot's own or another. */
  @Column({ type: 'bigint' }) clawed_back!: string | number
  /** Used to repay debt. */
  @Column({ type: 'bigint' }) repaid!: string | number
  @Column({ type: 'varchar', length: 10 }) available_on!: string
  /** The last day on which the points can be used. */
  @Column({ type: 'varchar', length: 10 }) expires_on!: string
  /** The next day on which a job has to look at the lot; null when it never has to again. */
  @Column({ type: 'varchar', length: 10, nullable: true }) due_on!: string | null
  @Column({ type: 'datetime', precision: 3 }) created_at!: Date | string
}

/** Points that move from one account of the books to another: two legs that sum to zero. Immutable. */
@Entity('transfer')
@Index('transfer_month', ['cardholder_id', 'effective_on'])
@Index('transfer_purchase', ['cardholder_id', 'purchase_id'])
@Index('transfer_written', ['programme_id', 'created_at'])
export class TransferRow {
  @PrimaryColumn({ type: 'varchar', length: 26 }) cardholder_id!: string
  @PrimaryColumn({ type: 'varchar', length: 26 }) transaction_id!: string
  @PrimaryColumn({ type: 'int' }) seq!: number
  @Column({ type: 'varchar', length: 32 }) programme_id!: string
  @Column({ type: 'varchar', length: 12 }) from_account!: string
  @Column({ type: 'varchar', length: 12 }) to_account!: string
  @Column({ type: 'bigint' }) amount!: string | number
  @Column({ type: 'varchar', length: 24 }) kind!: string
  /** What caused it: the bank's transaction id, the redemption or the lot. */
  @Column({ type: 'varchar', length: 64 }) reference!: string
  /** The purchase whose points move, where there is one. */
  @Column({ type: 'varchar', length: 64, nullable: true }) purchase_id!: string | null
  @Column({ type: 'varchar', length: 26, nullable: true }) lot_id!: string | null
  /** The transaction that this one corrects. */
  @Column({ type: 'varchar', length: 26, nullable: true }) corrects!: string | null
  /** What a person reads beside it, such as the benefit's title. */
  @Column({ type: 'varchar', length: 128, nullable: true }) memo!: string | null
  @Column({ type: 'varchar', length: 10 }) effective_on!: string
  @Column({ type: 'datetime', precision: 3 }) created_at!: Date | string
  /** On what was earned: what its arithmetic has in common with others, and the rest as JSON where it is not as usual. */
  @Column({ type: 'varchar', length: 26, nullable: true }) basis_id!: string | null
  @Column({ type: 'text', nullable: true }) arithmetic!: string | null
}

/** Rule, rate, bonuses and tier by which purchases earned, named after their own content. Immutable. */
@Entity('earning_basis')
export class EarningBasisRow {
  @PrimaryColumn({ type: 'varchar', length: 26 }) basis_id!: string
  /** JSON. */
  @Column({ type: 'text' }) definition!: string
}
